# A server and its clients, on loopback.
if(TARGET fundserver)
  foreach(part server long_work trust)
    add_test(NAME ${part} COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/${part}_test.py
      $<TARGET_FILE:fundserver> $<TARGET_FILE:fundctl>)
    set_tests_properties(${part} PROPERTIES TIMEOUT 300)
  endforeach()
  funddesk_tests(tokens_tests SOURCES ${CMAKE_CURRENT_LIST_DIR}/tokens_test.cpp LIBRARIES serving)

  # What other tests ask of a file, asked of a server; ./dev torture server-answers asks all.
  add_executable(same_answers ${CMAKE_CURRENT_LIST_DIR}/same_answers.cpp
    ${PROJECT_SOURCE_DIR}/app/fundctl/remote_batch.cpp)
  target_link_libraries(same_answers PRIVATE serving client)
  target_include_directories(same_answers PRIVATE ${PROJECT_SOURCE_DIR}/app)
  add_test(NAME same_answers COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/same_answers.py
    $<TARGET_FILE_DIR:same_answers>)
  set_tests_properties(same_answers PROPERTIES TIMEOUT 600)

  # A server that answers before the sync: what is acknowledged can be lost.
  set(server ${PROJECT_SOURCE_DIR}/app/fundserver)
  add_executable(fundserver_canary ${server}/main.cpp ${server}/verbs.cpp ${server}/serving.cpp
    ${server}/fund_thread.cpp)
  target_compile_definitions(fundserver_canary PRIVATE FUNDDESK_ANSWER_BEFORE_SYNC)
  target_link_libraries(fundserver_canary PRIVATE serving)
  # Killed under 16 writers, clients that break off, crawl, flood and lie, and requests that may
  # cost no more in a larger fund; more of it by ./dev torture server-kill and its like.
  set(parts kill strangers)
  # Under the sanitizers their own cost, and what they keep of freed memory, is what is measured.
  if(NOT FUNDDESK_SANITIZE)
    list(APPEND parts growth)
  endif()
  foreach(part IN LISTS parts)
    add_test(NAME server_${part} COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/${part}_test.py
      $<TARGET_FILE_DIR:fundserver>)
    set_tests_properties(server_${part} PROPERTIES TIMEOUT 600 LABELS torture)
  endforeach()
endif()
