find_package(rapidcheck REQUIRED)
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
funddesk_tests(money_tests SOURCES ${sources} LIBRARIES rapidcheck)
set_tests_properties(money_tests PROPERTIES ENVIRONMENT "RC_PARAMS=max_success=2000")
