file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
funddesk_tests(storage_tests SOURCES ${sources} LIBRARIES SQLite::SQLite3)
