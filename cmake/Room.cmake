# A room is a folder, a target and a namespace of one name. Its headers can be included, as
# "<room>/<file>.h", only by targets that link it, because each room is given an include folder of
# its own that holds nothing but a link to the room.

add_library(funddesk_options INTERFACE)
target_compile_options(funddesk_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  -Werror=return-type -Werror=switch
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
target_compile_definitions(funddesk_options INTERFACE
  QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_KEYWORDS
  FUNDDESK_VERSION="${PROJECT_VERSION}")
if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  target_compile_options(funddesk_options INTERFACE -g1)
endif()

# Precompiled once, used by every room and test.
add_library(precompiled STATIC ${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp)
target_link_libraries(precompiled PUBLIC funddesk_options Qt6::Core SQLite::SQLite3)
# Named as <…>, so that no checkout's path gets into it, and checkouts share what ccache keeps.
target_include_directories(precompiled PRIVATE ${PROJECT_SOURCE_DIR}/cmake)
target_precompile_headers(precompiled PRIVATE <precompiled.h>)

function(funddesk_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  set(view ${CMAKE_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${view})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${name} ${view}/${name} SYMBOLIC)
  list(TRANSFORM ROOM_SOURCES PREPEND ${name}/)
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_include_directories(${name} PUBLIC ${view})
  target_link_libraries(${name} PUBLIC funddesk_options Qt6::Core ${ROOM_USES} ${ROOM_LIBRARIES})
  target_precompile_headers(${name} REUSE_FROM precompiled)
  target_link_libraries(${name} PRIVATE SQLite::SQLite3)
endfunction()
