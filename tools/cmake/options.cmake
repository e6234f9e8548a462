# How our own code is compiled: the language, the warnings, the sanitizers, and functions to declare a library.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)

find_program(AFTERDESK_CCACHE ccache)
if(AFTERDESK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    if(EMSCRIPTEN)  # ccache cannot tell from the name emcc what it is
        set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_COMPILERTYPE=clang;${AFTERDESK_CCACHE}")
    else()
        set(CMAKE_CXX_COMPILER_LAUNCHER "${AFTERDESK_CCACHE}")
    endif()
    set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_CXX_COMPILER_LAUNCHER}")
endif()

# Third-party code is compiled with the sanitizers too: containers that cross the border must agree on their layout.
if(AFTERDESK_SANITIZE)
    add_compile_options(-fsanitize=${AFTERDESK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${AFTERDESK_SANITIZE})
    # A quarter of the time to build; a null that is used, the address sanitizer finds as well.
    if(AFTERDESK_SANITIZE MATCHES "address,undefined" AND NOT AFTERDESK_FUZZ)
        add_compile_options(-fno-sanitize=null,alignment)
    endif()
endif()
if(AFTERDESK_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Sixty test programs that each hold everything, with the sanitizers' tables, are 17 GB; beside shared libraries, 2 GB.
option(AFTERDESK_SHARED "our libraries are shared ones: for builds with many test programs, never for what ships" OFF)
set(AFTERDESK_LIBRARY STATIC)
if(AFTERDESK_SHARED)
    set(AFTERDESK_LIBRARY SHARED)
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    # A test of a part need not bring what only the other parts of its library ask for.
    add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:LINKER:--unresolved-symbols=ignore-in-shared-libs>)
endif()

add_library(afterdesk_warnings INTERFACE)
target_compile_options(afterdesk_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
    -Wswitch-enum -Werror)
# GCC 12 sees uninitialised members in every std::variant and std::optional that -O2 inlines (GCC bug 80635).
target_compile_options(afterdesk_warnings INTERFACE
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-maybe-uninitialized>)

# Some sources in one unit: what they share is read, instantiated and written once, 2.5 times as fast. They see each
# other's local names then; the release is built source by source and minds what they shadow and include.
option(AFTERDESK_UNITY "our libraries and tests are compiled some sources at a time" OFF)
if(AFTERDESK_UNITY)
    target_compile_options(afterdesk_warnings INTERFACE
        -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
function(afterdesk_unity name)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ${AFTERDESK_UNITY} UNITY_BUILD_BATCH_SIZE 8)
endfunction()

# The core and the page: no exceptions, no run-time types. The sanitizers read those types themselves.
add_library(afterdesk_core_rules INTERFACE)
target_compile_options(afterdesk_core_rules INTERFACE -fno-exceptions)
if(NOT AFTERDESK_SANITIZE)
    target_compile_options(afterdesk_core_rules INTERFACE -fno-rtti)
endif()

# afterdesk_library(name [CORE] [APART] SOURCES file… [PUBLIC lib…] [PRIVATE lib…])
# A library of our own code. CORE adds the rules of the core and the page; APART is for sources that are alike on
# purpose, each with its own words under the same names. With no sources yet it is an empty box.
function(afterdesk_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "CORE;APART" "" "SOURCES;PUBLIC;PRIVATE")
    afterdesk_present(sources ${arg_SOURCES})
    if(NOT sources)
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${arg_PUBLIC})
        return()
    endif()
    add_library(${name} ${AFTERDESK_LIBRARY} ${sources})
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE afterdesk_warnings ${arg_PRIVATE})
    if(NOT arg_APART)
        afterdesk_unity(${name})
    endif()
    if(arg_CORE)
        target_link_libraries(${name} PRIVATE afterdesk_core_rules)
    endif()
endfunction()

# afterdesk_present(out file…): the files that exist. Those that are named before they are written are skipped with a
# notice and looked for again; in continuous integration they are an error.
function(afterdesk_present out)
    set(present)
    foreach(file IN LISTS ARGN)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" OUTPUT_VARIABLE path)
        if(EXISTS "${path}")
            list(APPEND present "${path}")
            continue()
        endif()
        cmake_path(RELATIVE_PATH path BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE shown)
        if("$ENV{CI}")
            message(SEND_ERROR "${shown} is named in a CMakeLists.txt, but is not there.")
        endif()
        message(NOTICE "   not there yet: ${shown}")
        cmake_path(GET path PARENT_PATH folder)
        if(IS_DIRECTORY "${folder}")
            set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}")
        endif()
    endforeach()
    set(${out} "${present}" PARENT_SCOPE)
endfunction()
