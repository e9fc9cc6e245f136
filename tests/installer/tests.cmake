# What would be installed, looked at in a throw-away folder.
add_test(NAME installed COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/staged_test.py
  ${CMAKE_BINARY_DIR} $<TARGET_FILE:fundctl>)
set_tests_properties(installed PROPERTIES TIMEOUT 120)

funddesk_tests(file_type_tests SOURCES ${CMAKE_CURRENT_LIST_DIR}/file_type_test.cpp)
