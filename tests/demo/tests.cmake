file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
funddesk_tests(demo_tests SOURCES ${sources} LIBRARIES PkgConfig::libzip)
