# The setup program for Windows, made by NSIS: `cpack -G NSIS` in a tree of the preset "windows".

find_program(RSVG_CONVERT rsvg-convert)
find_program(CONVERT NAMES convert magick)
set(icon ${CMAKE_CURRENT_BINARY_DIR}/funddesk.ico)
if(RSVG_CONVERT AND CONVERT)
  set(pictures)
  foreach(size 16 24 32 48 64 256)
    set(picture ${CMAKE_CURRENT_BINARY_DIR}/${size}.png)
    execute_process(COMMAND ${RSVG_CONVERT} -w ${size} -h ${size} -o ${picture}
      ${PROJECT_SOURCE_DIR}/resources/icons/funddesk.svg COMMAND_ERROR_IS_FATAL ANY)
    list(APPEND pictures ${picture})
  endforeach()
  execute_process(COMMAND ${CONVERT} ${pictures} ${icon} COMMAND_ERROR_IS_FATAL ANY)
  # The icon in the program, and no console beside the window.
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/funddesk.rc "1 ICON \"${icon}\"\n")
  target_sources(funddesk PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/funddesk.rc)
  set_target_properties(funddesk PROPERTIES WIN32_EXECUTABLE ON)
  set(CPACK_NSIS_MUI_ICON ${icon})
  set(CPACK_NSIS_MUI_UNIICON ${icon})
  set(CPACK_NSIS_INSTALLED_ICON_NAME funddesk.ico)
  install(FILES ${icon} DESTINATION .)
endif()

# The DLLs the programs load, Qt's plugins among them.
install(IMPORTED_RUNTIME_ARTIFACTS Qt6::Core RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(IMPORTED_RUNTIME_ARTIFACTS Qt6::Gui Qt6::Widgets Qt6::Svg
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(kind platforms styles imageformats iconengines)
  install(DIRECTORY ${QT_FOLDER}/plugins/${kind}
    DESTINATION ${CMAKE_INSTALL_BINDIR}/plugins OPTIONAL)
endforeach()
# Qt's own buttons in Chinese.
install(FILES ${QT_FOLDER}/translations/qtbase_zh_CN.qm
  DESTINATION ${CMAKE_INSTALL_BINDIR}/translations OPTIONAL)
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/qt.conf
  "[Paths]\nPlugins = plugins\nTranslations = translations\n")
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/qt.conf DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${QT_FOLDER}/bin/ DESTINATION ${CMAKE_INSTALL_BINDIR}
  FILES_MATCHING PATTERN "lib*.dll" PATTERN "Qt6Charts*.dll" PATTERN "Qt6OpenGL*.dll")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION .)

set(CPACK_GENERATOR NSIS)
set(CPACK_PACKAGE_NAME FundDesk)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR FundDesk)
set(CPACK_PACKAGE_INSTALL_DIRECTORY FundDesk)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_EXECUTABLES funddesk "专项资金管理台")
set(CPACK_NSIS_DISPLAY_NAME "专项资金管理台")
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
# A setup program of 64 bits, as the programs are; Debian's NSIS can make one, others can't.
if(EXISTS /usr/share/nsis/Stubs/lzma-amd64-unicode)
  set(CPACK_NSIS_DEFINES "Target amd64-unicode")
endif()
# Files of type .fund open with the program, and forget it when it is removed.
set(command "FundDesk.Fund\\\\shell\\\\open\\\\command")
set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS "
  WriteRegStr HKCR '.fund' '' 'FundDesk.Fund'
  WriteRegStr HKCR 'FundDesk.Fund' '' '专项资金文件'
  WriteRegStr HKCR 'FundDesk.Fund\\\\DefaultIcon' '' '$INSTDIR\\\\funddesk.ico'
  WriteRegStr HKCR '${command}' '' '\\\"$INSTDIR\\\\bin\\\\funddesk.exe\\\" \\\"%1\\\"'
")
set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS "
  DeleteRegKey HKCR '.fund'
  DeleteRegKey HKCR 'FundDesk.Fund'
  DeleteRegKey SHCTX 'Software\\\\FundDesk\\\\FundDesk'
  DeleteRegKey /ifempty SHCTX 'Software\\\\FundDesk'
")
set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_SOURCE_DIR}/build/packages)
include(CPack)
