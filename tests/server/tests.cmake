# A server and its clients, on loopback.
if(TARGET fundserver)
  foreach(part server long_work trust)
    add_test(NAME ${part} COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/${part}_test.py
      $<TARGET_FILE:fundserver> $<TARGET_FILE:fundctl>)
    set_tests_properties(${part} PROPERTIES TIMEOUT 300)
  endforeach()
  funddesk_tests(tokens_tests SOURCES ${CMAKE_CURRENT_LIST_DIR}/tokens_test.cpp LIBRARIES serving)
endif()
