# varad_add_test(NAME LINK targets... LABELS labels... [SOURCES files...] [TIMEOUT seconds])
# The source is NAME.cpp unless SOURCES says otherwise. Tests know two places: the source root (for models/ and
# fixtures) and VARAD_SHARED, the folder with reference numbers (default: ../shared beside the source root).
# Several run beside each other, so threads that have nothing to do must not spin. How long a test may take is said by
# TIMEOUT alone: Qt Test's limit for one function (in ms) ends training on a busy machine.
function(varad_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LINK;LABELS;SOURCES")
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_executable(${name} ${arg_SOURCES})
    if("Qt6::Test" IN_LIST arg_LINK)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    endif()
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin/tests)
    target_link_libraries(${name} PRIVATE ${arg_LINK} varad_options)
    target_compile_definitions(${name} PRIVATE VARAD_SOURCE_ROOT="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} SKIP_RETURN_CODE 77
        ENVIRONMENT "OMP_WAIT_POLICY=passive;QTEST_FUNCTION_TIMEOUT=3600000;QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC")
endfunction()
