# Harnesses that break things on purpose; `./dev torture` runs them longer.
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(torture ${sources})
target_link_libraries(torture PRIVATE fund resources PkgConfig::sodium SQLite::SQLite3 ${CMAKE_DL_LIBS})
target_include_directories(torture PRIVATE ${CMAKE_CURRENT_LIST_DIR})
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/power.cpp ${CMAKE_CURRENT_LIST_DIR}/story.cpp
  PROPERTIES COMPILE_DEFINITIONS "FUNDDESK_SOURCE=\"${PROJECT_SOURCE_DIR}\"")
# It defines the C library's own functions, so its hardened copies of them must not stand in.
target_compile_options(torture PRIVATE -U_FORTIFY_SOURCE)

foreach(harness kill power upgrade faults environment damage)
  add_test(NAME torture_${harness} COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/faults.py
    $<TARGET_FILE_DIR:torture> ${harness} --push)
  set_tests_properties(torture_${harness} PROPERTIES TIMEOUT 900 LABELS torture)
endforeach()
