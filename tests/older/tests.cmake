# Files that earlier programs wrote, opened by this one.
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
funddesk_tests(older_tests SOURCES ${sources})
target_compile_definitions(older_tests PRIVATE OLDER_FILES="${CMAKE_CURRENT_LIST_DIR}")
