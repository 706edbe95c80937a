# Python extensions with seabind:
#
#   find_package(seabind CONFIG REQUIRED)
#   seabind_add_module(hello hello.c)
#   target_link_libraries(hello PRIVATE z)
#
# Headers and sources lie beside this directory: in a checkout, in an installation and in
# the pip package alike. The runtime is compiled once a build, as the static library
# seabind::runtime, and linked into each module.

get_filename_component(seabind_ROOT_DIR "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(seabind_INCLUDE_DIR "${seabind_ROOT_DIR}/include")
file(GLOB seabind_SOURCES CONFIGURE_DEPENDS "${seabind_ROOT_DIR}/src/*.c")

# seabind_add_module(NAME source...)
#
# Adds the Python extension module NAME, a MODULE library of C11 sources with the suffix
# that Python wants. Looks for Python (Interpreter, Development.Module) when the project
# has not done so.
macro(seabind_add_module)
  if(NOT TARGET Python::Module) # in the caller's scope: imported targets are not global
    find_package(Python 3.11 REQUIRED COMPONENTS Interpreter Development.Module)
  endif()
  _seabind_add_module(${ARGN})
endmacro()

function(_seabind_add_module name)
  if(NOT TARGET seabind-runtime)
    add_library(seabind-runtime STATIC EXCLUDE_FROM_ALL ${seabind_SOURCES})
    add_library(seabind::runtime ALIAS seabind-runtime)
    _seabind_properties(seabind-runtime)
    target_include_directories(seabind-runtime SYSTEM
                               PUBLIC "${seabind_INCLUDE_DIR}" ${Python_INCLUDE_DIRS})
  endif()
  python_add_library(${name} MODULE WITH_SOABI ${ARGN})
  _seabind_properties(${name})
  target_link_libraries(${name} PRIVATE seabind-runtime)
  if(NOT MSVC AND NOT APPLE)
    target_link_options(${name} PRIVATE "LINKER:--gc-sections")
  endif()
endfunction()

function(_seabind_properties target)
  set_target_properties(
    ${target}
    PROPERTIES C_STANDARD 11
               C_STANDARD_REQUIRED ON
               C_VISIBILITY_PRESET hidden
               POSITION_INDEPENDENT_CODE ON)
  if(NOT MSVC)
    target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
  endif()
endfunction()
