# A server and its clients, on loopback.
if(TARGET fundserver)
  add_test(NAME server COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/server_test.py
    $<TARGET_FILE:fundserver> $<TARGET_FILE:fundctl>)
  set_tests_properties(server PROPERTIES TIMEOUT 300)
endif()
