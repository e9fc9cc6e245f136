# A room of the desktop: like a room of the core (a folder, a target, a namespace of one name), with
# Qt's moc and a precompiled header of its own.

# The headers of Qt Widgets, read once.
add_library(precompiled_face STATIC ${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp)
target_link_libraries(precompiled_face PUBLIC funddesk_options Qt6::Widgets fund)
target_include_directories(precompiled_face PRIVATE ${PROJECT_SOURCE_DIR}/cmake)
target_precompile_headers(precompiled_face PRIVATE <precompiled_face.h>)

# funddesk_face(NAME SOURCES… USES… LIBRARIES…), called from ui/CMakeLists.txt.
function(funddesk_face name)
  cmake_parse_arguments(FACE "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  set(view ${CMAKE_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${view})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${name} ${view}/${name} SYMBOLIC)
  list(TRANSFORM FACE_SOURCES PREPEND ${name}/)
  # moc looks into headers that bear no source's name only where they are listed.
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h)
  add_library(${name} STATIC ${FACE_SOURCES} ${headers})
  set_target_properties(${name} PROPERTIES AUTOMOC ON AUTOGEN_ORIGIN_DEPENDS OFF)
  target_include_directories(${name} PUBLIC ${view})
  target_link_libraries(${name} PUBLIC funddesk_options Qt6::Widgets fund
    ${FACE_USES} ${FACE_LIBRARIES})
  target_precompile_headers(${name} REUSE_FROM precompiled_face)
endfunction()
