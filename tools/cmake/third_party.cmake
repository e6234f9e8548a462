# The libraries we did not write, each as one target whose headers are SYSTEM. Where they come from: tools/deps.

# afterdesk_source_dir(out NAME key_file): where the source of a library lies: -D or environment variable
# AFTERDESK_<NAME>_DIR, else what tools/deps fetched.
function(afterdesk_source_dir out name key_file)
    set(dir "${AFTERDESK_${name}_DIR}")
    if(NOT dir)
        set(dir "$ENV{AFTERDESK_${name}_DIR}")
    endif()
    if(NOT dir)
        string(TOLOWER "${name}" folder)
        set(dir "${PROJECT_SOURCE_DIR}/build/deps/${folder}")
    endif()
    if(NOT EXISTS "${dir}/${key_file}")
        message(FATAL_ERROR "There is no ${key_file} in ${dir}: run tools/deps, or point AFTERDESK_${name}_DIR at a copy.")
    endif()
    file(REAL_PATH "${dir}" dir)  # names the version, so that another one is compiled anew
    set(${out} "${dir}" PARENT_SCOPE)
endfunction()

# afterdesk_system_headers(target folder…): an interface library that sees just these folders or files of the system's
# include folder, by links in the build tree. (emcc must not see all of it; nobody should.)
function(afterdesk_system_headers target)
    set(root "${PROJECT_BINARY_DIR}/sys/${target}")
    file(MAKE_DIRECTORY "${root}")
    foreach(entry IN LISTS ARGN)
        find_path(AFTERDESK_INCLUDE_OF_${target} "${entry}" NO_CMAKE_FIND_ROOT_PATH PATHS /usr/include /usr/local/include)
        if(NOT AFTERDESK_INCLUDE_OF_${target})
            message(FATAL_ERROR "The headers ${entry} are missing: run tools/deps.")
        endif()
        file(CREATE_LINK "${AFTERDESK_INCLUDE_OF_${target}}/${entry}" "${root}/${entry}" SYMBOLIC)
    endforeach()
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE "${root}")
endfunction()

afterdesk_system_headers(doctest doctest)

# --- Dear ImGui ------------------------------------------------------------------------------------------------------

# afterdesk_trim(source list out): copies a source; functions that the list names ("return … | signature") return at once.
function(afterdesk_trim source list out)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
    file(READ "${source}" text)
    file(STRINGS "${list}" rows REGEX "^return")
    foreach(row IN LISTS rows)
        string(REGEX MATCH "^(return[^|]*) \\| (.*)$" matched "${row}")
        set(head "\n${CMAKE_MATCH_2}\n{\n")
        string(FIND "${text}" "${head}" at)
        if(at EQUAL -1)
            message(FATAL_ERROR "${list}: ${source} has no function ${CMAKE_MATCH_2}")
        endif()
        string(REPLACE "${head}" "${head}    ${CMAKE_MATCH_1};\n" text "${text}")
    endforeach()
    file(CONFIGURE OUTPUT "${out}" CONTENT "@text@" @ONLY)
endfunction()

afterdesk_source_dir(imgui_dir IMGUI imgui.h)
set(imgui_sources imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp)
if(EMSCRIPTEN)
    list(APPEND imgui_sources backends/imgui_impl_opengl3.cpp)
endif()
if(EMSCRIPTEN AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    list(REMOVE_ITEM imgui_sources imgui.cpp imgui_draw.cpp imgui_tables.cpp)
    set(imgui_instead "${CMAKE_CURRENT_LIST_DIR}/imgui_without_tables.cpp")
    foreach(part imgui imgui_draw)
        afterdesk_trim("${imgui_dir}/${part}.cpp" "${CMAKE_CURRENT_LIST_DIR}/${part}_unused.txt"
            "${PROJECT_BINARY_DIR}/${part}_trimmed.cpp")
        list(APPEND imgui_instead "${PROJECT_BINARY_DIR}/${part}_trimmed.cpp")
    endforeach()
endif()
list(TRANSFORM imgui_sources PREPEND "${imgui_dir}/")
add_library(imgui ${AFTERDESK_LIBRARY} ${imgui_sources} "${CMAKE_CURRENT_LIST_DIR}/imgui_stand_ins.cpp" ${imgui_instead})
target_include_directories(imgui SYSTEM PUBLIC "${imgui_dir}" "${imgui_dir}/backends")
target_compile_options(imgui PRIVATE -w -fno-exceptions -fno-rtti)
# IMGUI_ENABLE_FREETYPE does not bring FreeType in: it makes ImGui leave out stb_truetype and ask a function of that
# name for its font loader instead, which imgui_stand_ins.cpp answers. Glyphs come from the browser.
target_compile_definitions(imgui PUBLIC
    IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_FONT IMGUI_ENABLE_FREETYPE
    $<$<NOT:$<CONFIG:Debug>>:IMGUI_DISABLE_DEBUG_TOOLS>
    $<$<CONFIG:Debug>:IMGUI_ENABLE_TEST_ENGINE>)
if(EMSCRIPTEN)
    target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
    set_source_files_properties("${imgui_dir}/backends/imgui_impl_opengl3.cpp" PROPERTIES
        COMPILE_DEFINITIONS glGetIntegerv=afterdesk_gl_get)
endif()
if(imgui_instead)
    target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS AFTERDESK_IMGUI_WITHOUT_TABLES)
endif()
if(EXISTS "${PROJECT_SOURCE_DIR}/wasm-app/imgui_config.h")
    # Found by its folder: a path in a definition would keep a compiler cache from serving other checkouts.
    target_compile_definitions(imgui PUBLIC "IMGUI_USER_CONFIG=\"imgui_config.h\"")
    target_include_directories(imgui PUBLIC "${PROJECT_SOURCE_DIR}/wasm-app")
endif()

if(EMSCRIPTEN)
    return()  # the rest belongs to the server
endif()

# --- the server's ----------------------------------------------------------------------------------------------------

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

afterdesk_source_dir(sqlite_dir SQLITE sqlite3.c)
add_library(sqlite3 ${AFTERDESK_LIBRARY} "${sqlite_dir}/sqlite3.c")
target_include_directories(sqlite3 SYSTEM PUBLIC "${sqlite_dir}")
target_compile_definitions(sqlite3 PRIVATE
    SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_WAL_SYNCHRONOUS=2 SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_MAX_EXPR_DEPTH=0 SQLITE_USE_ALLOCA
    SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_ENABLE_FTS5
    HAVE_USLEEP=1 HAVE_FDATASYNC=1 HAVE_LOCALTIME_R=1 HAVE_GMTIME_R=1)
# Its makers run the undefined-behaviour checks themselves; unoptimised it would slow every test down.
target_compile_options(sqlite3 PRIVATE -w -O2 -fno-sanitize=undefined)
target_link_libraries(sqlite3 PUBLIC Threads::Threads)

afterdesk_source_dir(httplib_dir HTTPLIB httplib.h)
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/sys/httplib")
file(CREATE_LINK "${httplib_dir}/httplib.h" "${PROJECT_BINARY_DIR}/sys/httplib/httplib.h" SYMBOLIC)
add_library(httplib INTERFACE)
target_include_directories(httplib SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/sys/httplib")
target_link_libraries(httplib INTERFACE Threads::Threads)

afterdesk_system_headers(cli11 CLI)

# afterdesk_pkg(target module…): a library of the system, by pkg-config.
function(afterdesk_pkg target)
    pkg_check_modules(AFTERDESK_PKG_${target} REQUIRED IMPORTED_TARGET ${ARGN})
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE PkgConfig::AFTERDESK_PKG_${target})
endfunction()
afterdesk_pkg(sodium libsodium)
afterdesk_pkg(libcrypto libcrypto)
afterdesk_pkg(curl libcurl)
afterdesk_pkg(jpeg libjpeg)
afterdesk_pkg(png libpng)
afterdesk_pkg(webp libwebp libwebpdemux)
afterdesk_pkg(lcms lcms2)
afterdesk_pkg(zlib zlib)
afterdesk_pkg(zip libzip)
afterdesk_pkg(qrencode libqrencode)
find_library(AFTERDESK_LIBCSV csv REQUIRED)  # has no pkg-config file
add_library(csv INTERFACE)
target_link_libraries(csv INTERFACE "${AFTERDESK_LIBCSV}")
