# The real window, offscreen, on copies of the demo fund.
find_package(Qt6 6.4 REQUIRED COMPONENTS Test)

add_library(test_desktop STATIC ui/desktop.cpp ui/people_at_work.cpp ui/main.cpp)
target_link_libraries(test_desktop PUBLIC shell resources Qt6::Test Catch2::Catch2)
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
  LIBRARIES SQLite::SQLite3)
# It reads a file that an earlier program wrote.
set_source_files_properties(ui/upgrade_test.cpp PROPERTIES
  COMPILE_DEFINITIONS "FUNDDESK_SOURCE=\"${PROJECT_SOURCE_DIR}\"")
funddesk_window_tests(project_window_tests SOURCES ui/projects_test.cpp ui/acceptance_test.cpp
  ui/correcting_test.cpp)

# What the handbook quotes is what the window says.
add_test(NAME handbook_words
  COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/handbook_words_test.py ${PROJECT_SOURCE_DIR})

# Once more on a real display, where there is one to be had.
find_program(XVFB_RUN xvfb-run)
if(XVFB_RUN)
  add_test(NAME window_tests_on_x11 COMMAND ${XVFB_RUN} -a -s "-screen 0 1920x1080x24"
    $<TARGET_FILE:window_tests>)
  set_tests_properties(window_tests_on_x11 PROPERTIES TIMEOUT 900 LABELS window
    ENVIRONMENT QT_QPA_PLATFORM=xcb)
endif()

funddesk_window_tests(paying_tests
  SOURCES ui/paying_test.cpp ui/voiding_test.cpp ui/award_pages_test.cpp ui/payees_test.cpp ui/archive_test.cpp ui/taking_back_test.cpp)

# Pictures of every page: `./dev screenshots`.
add_executable(screenshots ui/screenshots.cpp)
target_link_libraries(screenshots PRIVATE test_desktop)
target_precompile_headers(screenshots REUSE_FROM precompiled_face)
