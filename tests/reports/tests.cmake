# Exported files, read back by programs that are not ours.
foreach(test formats page audit audit_tamper personal)
  add_test(NAME reports_${test} COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/${test}_test.py
    $<TARGET_FILE:fundctl>)
  set_tests_properties(reports_${test} PROPERTIES TIMEOUT 900)
endforeach()
