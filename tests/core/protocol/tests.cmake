file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
funddesk_tests(protocol_tests SOURCES ${sources} LIBRARIES protocol)
