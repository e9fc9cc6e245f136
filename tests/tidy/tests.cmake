# A rule without a test fails.
add_test(NAME rule_table COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/rule_table.py)
