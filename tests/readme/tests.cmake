# The sessions in README.md, run as they stand there.
add_test(NAME readme COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/run_readme.py
  ${PROJECT_SOURCE_DIR}/README.md $<TARGET_FILE_DIR:fundctl>)
set_tests_properties(readme PROPERTIES TIMEOUT 120)
