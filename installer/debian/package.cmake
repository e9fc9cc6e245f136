# The Debian package: `cpack` in a tree of the preset "package"; ./dev package does it.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME funddesk)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_CONTACT "FundDesk maintainers <maintainers@funddesk.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "run a public special fund by its rules, to the fen")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"FundDesk runs a county's special fund from the allocation table to the last
payment: declaration, acceptance, payment on three paths, archive, monthly
disclosure, supervision. Every change is one command, judged by rules that
cite their clause, booked to the fen, and written into a hash-chained journal
that cannot be rewritten unnoticed.
.
The desktop is funddesk, the command line fundctl. Both speak Chinese. The
plan of Guzhang county's e-commerce fund is built in; another county's plan
is another data file.")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Libraries that are linked are found by shlibdeps; data is not. Qt's translations are what makes
# its own buttons Chinese.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-translations-l10n")
# Fonts on screen and on paper; an input method's side in Qt 6, or no Chinese can be typed; the
# file type and the icon theme.
string(CONCAT CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk | fonts-wqy-zenhei, "
  "fonts-arphic-uming, fcitx5-frontend-qt6 | ibus, shared-mime-info, hicolor-icon-theme")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "qt6-wayland, sqlite3")

set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_SOURCE_DIR}/build/packages)
include(CPack)
