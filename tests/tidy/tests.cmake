# A rule without a test fails.
add_test(NAME rule_table COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/rule_table.py)
# Every test that SECURITY.md names exists.
add_test(NAME security_doc COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/security_doc.py)
add_test(NAME sentences COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/sentences_test.py
  ${PROJECT_SOURCE_DIR})
