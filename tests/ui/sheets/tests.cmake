# XLSX from inside; tests/reports reads the files back with other programs.
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
funddesk_tests(sheets_tests SOURCES ${sources} LIBRARIES sheets)
