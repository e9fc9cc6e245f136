# The command line from outside.
add_test(NAME fundctl COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/fundctl_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(fundctl PROPERTIES TIMEOUT 120)
