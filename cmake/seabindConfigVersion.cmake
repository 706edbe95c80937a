# The version is that of include/seabind/version.h; before 1.0 a minor version may break.
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../include/seabind/version.h" _seabind_version
     REGEX "define SEA_VERSION \"")
string(REGEX REPLACE ".*\"(.*)\".*" "\\1" PACKAGE_VERSION "${_seabind_version}")
unset(_seabind_version)
if(PACKAGE_FIND_VERSION VERSION_GREATER PACKAGE_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE FALSE)
else()
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
  if(PACKAGE_FIND_VERSION VERSION_EQUAL PACKAGE_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
  endif()
endif()
