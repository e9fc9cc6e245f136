# The real window, offscreen, on copies of the demo fund.
find_package(Qt6 6.4 REQUIRED COMPONENTS Test)

add_library(test_desktop STATIC ui/desktop.cpp ui/people_at_work.cpp ui/served.cpp ui/main.cpp)
target_link_libraries(test_desktop PUBLIC shell resources Qt6::Test Catch2::Catch2)
# A server that stands in the demo's time, where one is built and its clock can be moved.
find_file(FAKETIME_LIBRARY libfaketimeMT.so.1 PATHS /usr/lib /usr/lib64
  PATH_SUFFIXES ${CMAKE_LIBRARY_ARCHITECTURE}/faketime faketime)
target_compile_definitions(test_desktop PRIVATE "FUNDDESK_FAKETIME=\"${FAKETIME_LIBRARY}\"")
if(TARGET fundserver)
  add_dependencies(test_desktop fundserver)
  target_compile_definitions(test_desktop PRIVATE
    "FUNDDESK_SERVER=\"$<TARGET_FILE:fundserver>\"")
else()
  target_compile_definitions(test_desktop PRIVATE "FUNDDESK_SERVER=\"\"")
endif()
target_include_directories(test_desktop PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}
  ${CMAKE_CURRENT_SOURCE_DIR}/ui)
target_precompile_headers(test_desktop REUSE_FROM precompiled_face)

function(funddesk_window_tests name)
  cmake_parse_arguments(TESTS "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${TESTS_SOURCES})
  target_link_libraries(${name} PRIVATE test_desktop ${TESTS_LIBRARIES})
  target_precompile_headers(${name} REUSE_FROM precompiled_face)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 900 LABELS window
    ENVIRONMENT QT_QPA_PLATFORM=offscreen)
endfunction()

funddesk_window_tests(window_tests SOURCES ui/entering_test.cpp ui/office_test.cpp
  ui/handbook_test.cpp ui/desk_test.cpp ui/form_keys_test.cpp ui/lists_test.cpp ui/reach_test.cpp
  ui/every_page_test.cpp ui/stall_test.cpp ui/narrow_test.cpp ui/markup_test.cpp
  ui/told_right_test.cpp ui/upgrade_test.cpp ui/asking_test.cpp ui/words_test.cpp
  ui/rejection_words_test.cpp ui/warnings_test.cpp ui/due_test.cpp
  ui/timeline_test.cpp
  LIBRARIES SQLite::SQLite3)
# It reads a file that an earlier program wrote.
set_source_files_properties(ui/upgrade_test.cpp PROPERTIES
  COMPILE_DEFINITIONS "FUNDDESK_SOURCE=\"${PROJECT_SOURCE_DIR}\"")
funddesk_window_tests(project_window_tests SOURCES ui/projects_test.cpp ui/acceptance_test.cpp
  ui/correcting_test.cpp ui/plan_desk_test.cpp)

# What the handbook quotes is what the window says.
add_test(NAME handbook_words
  COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/handbook_words_test.py ${PROJECT_SOURCE_DIR})

# Once more on a real display, where there is one to be had; not under the sanitizers, which have
# read the same code once.
find_program(XVFB_RUN xvfb-run)
if(XVFB_RUN AND NOT CMAKE_CXX_FLAGS_DEBUG MATCHES "fsanitize")
  add_test(NAME window_tests_on_x11 COMMAND ${XVFB_RUN} -a -s "-screen 0 1920x1080x24"
    $<TARGET_FILE:window_tests>)
  # The longest of all: begun first, so that nobody waits for it at the end.
  set_tests_properties(window_tests_on_x11 PROPERTIES TIMEOUT 900 LABELS window COST 100
    ENVIRONMENT QT_QPA_PLATFORM=xcb)
endif()

funddesk_window_tests(paying_tests
  SOURCES ui/paying_test.cpp ui/voiding_test.cpp ui/award_pages_test.cpp ui/payees_test.cpp ui/archive_test.cpp ui/taking_back_test.cpp
          ui/measures_test.cpp)

# Pictures of every page: `./dev screenshots`.
add_executable(screenshots ui/screenshots.cpp ui/warning_pictures.cpp ui/plan_pictures.cpp)
target_link_libraries(screenshots PRIVATE test_desktop)
target_precompile_headers(screenshots REUSE_FROM precompiled_face)

# At a server: what stands behind the window, two desks at once, and the tests of the window that
# go through each of its calls, marked [served]. FUNDDESK_TEST_PLACE=server runs the others there
# as well, but for those that look at the file beside the window.
if(TARGET fundserver AND FAKETIME_LIBRARY AND NOT CMAKE_CXX_FLAGS_DEBUG MATCHES "fsanitize")
  funddesk_window_tests(server_desk_tests SOURCES ui/remote_test.cpp ui/two_desks_test.cpp
    ui/connecting_test.cpp ui/filing_again_test.cpp)
  foreach(name window_tests project_window_tests paying_tests)
    add_test(NAME ${name}_at_server COMMAND ${name} [served])
    set_tests_properties(${name}_at_server PROPERTIES TIMEOUT 900 LABELS window
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;FUNDDESK_TEST_PLACE=server")
  endforeach()
endif()
