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

# seabind_add_stubs(NAME)
#
# Writes the type stub NAME.pyi (of a module with submodules the directory NAME) beside the
# module NAME of seabind_add_module() whenever that is built, from its C sources with its
# include directories, definitions and options. Needs gcc or clang; elsewhere it does nothing.
function(seabind_add_stubs name)
  if(MSVC)
    message(STATUS "seabind: no stubs of ${name}: they need gcc or clang")
    return()
  endif()
  get_target_property(sources ${name} SOURCES)
  get_target_property(directory ${name} SOURCE_DIR)
  set(files)
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.c$")
      get_filename_component(source "${source}" ABSOLUTE BASE_DIR "${directory}")
      list(APPEND files "${source}")
    endif()
  endforeach()
  get_filename_component(root "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/.." ABSOLUTE)
  if(EXISTS "${root}/python/seabind") # a checkout or an installation
    set(package "${root}/python")
  else() # the pip package
    get_filename_component(package "${root}/.." ABSOLUTE)
  endif()
  set(includes "$<TARGET_PROPERTY:${name},INCLUDE_DIRECTORIES>")
  set(definitions "$<TARGET_PROPERTY:${name},COMPILE_DEFINITIONS>")
  separate_arguments(flags NATIVE_COMMAND "${CMAKE_C_FLAGS}")
  add_custom_command(
    TARGET ${name}
    POST_BUILD
    COMMAND
      "${CMAKE_COMMAND}" -E env "PYTHONPATH=${package}" "${Python_EXECUTABLE}" -m seabind
      stubs ${files} -d "$<TARGET_FILE_DIR:${name}>" --cc "${CMAKE_C_COMPILER}" -- ${flags}
      "$<TARGET_PROPERTY:${name},COMPILE_OPTIONS>"
      "$<$<BOOL:${includes}>:-I$<JOIN:${includes},;-I>>"
      "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>"
    COMMENT "Writing the type stub of ${name}"
    COMMAND_EXPAND_LISTS VERBATIM)
endfunction()
