# Only in the tree of `./dev test --sanitize`: a fault of each kind is reported.
if(FUNDDESK_SANITIZE)
  add_executable(sanitizer_canary ${CMAKE_CURRENT_LIST_DIR}/canary.cpp)
  add_test(NAME sanitizers_bite COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/canary_test.py
    $<TARGET_FILE:sanitizer_canary>)
endif()
