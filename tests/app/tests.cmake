# The command line from outside.
add_test(NAME fundctl COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/fundctl_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(fundctl PROPERTIES TIMEOUT 300)
# A plan from a workbook.
add_test(NAME plan_book COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/plan_book_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(plan_book PROPERTIES TIMEOUT 600)
# What can be seen of a password while fundctl runs, and afterwards.
add_test(NAME secrets COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/secrets_test.py
  $<TARGET_FILE:fundctl> $<TARGET_FILE:funddesk>)
set_tests_properties(secrets PROPERTIES TIMEOUT 120)
# What lies around its files, and where room runs out.
add_test(NAME limits COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/limits_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(limits PROPERTIES TIMEOUT 600)
add_test(NAME files COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/files_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(files PROPERTIES TIMEOUT 600)
add_test(NAME terminal COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/terminal_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(terminal PROPERTIES TIMEOUT 300)
# The contract and the rules as they are written down, against what the program says of itself.
add_test(NAME contract_docs COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/contract_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(contract_docs PROPERTIES TIMEOUT 60)
# Its log, internal errors, and files of older versions.
add_test(NAME log COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/log_test.py
  $<TARGET_FILE:fundctl> ${PROJECT_SOURCE_DIR})
set_tests_properties(log PROPERTIES TIMEOUT 300)
