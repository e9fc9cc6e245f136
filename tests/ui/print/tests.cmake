# Papers: laid out, written as PDF, read back with poppler's tools.
add_executable(print_tests ${CMAKE_CURRENT_LIST_DIR}/main.cpp ${CMAKE_CURRENT_LIST_DIR}/forms_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/layout_test.cpp ${CMAKE_CURRENT_LIST_DIR}/payee_list_test.cpp)
target_link_libraries(print_tests PRIVATE test_support print)
add_test(NAME print_tests COMMAND print_tests)
set_tests_properties(print_tests PROPERTIES TIMEOUT 300)
