# Finds the Emscripten whose emcc is in PATH, and makes Debian's find its JavaScript helpers.
find_program(AFTERDESK_EM_CONFIG em-config)
if(NOT AFTERDESK_EM_CONFIG)
    message(FATAL_ERROR "Emscripten is not in PATH; run tools/deps, or activate an emsdk.")
endif()
if(NOT EMSCRIPTEN_ROOT_PATH)
    execute_process(COMMAND "${AFTERDESK_EM_CONFIG}" EMSCRIPTEN_ROOT
        OUTPUT_VARIABLE EMSCRIPTEN_ROOT_PATH OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
endif()

# Debian keeps acorn, which emcc needs from -O2 on, where a Node from elsewhere does not look.
if(IS_DIRECTORY /usr/share/nodejs/acorn)
    set(ENV{NODE_PATH} /usr/share/nodejs)
    set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;NODE_PATH=/usr/share/nodejs" CACHE STRING "")
    set(CMAKE_C_LINKER_LAUNCHER "${CMAKE_CXX_LINKER_LAUNCHER}" CACHE STRING "")
endif()

include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
