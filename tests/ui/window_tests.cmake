# The window and its parts with an engine that is none.
set(window_fixture window_fixture.cpp window_fixture.h ../core/fake_engine.cpp ../core/fake_engine.h)
foreach(name session_test list_test)
    varad_add_test(${name} LINK varad::ui Qt6::Test opencv_imgcodecs LABELS slow SOURCES ${name}.cpp ${window_fixture})
endforeach()
foreach(topic review keys work opening settings fluid)
    varad_add_test(window_${topic}_test LINK varad::ui Qt6::Test opencv_imgcodecs LABELS slow
        SOURCES window_${topic}_test.cpp window_bench.cpp window_bench.h ${window_fixture})
endforeach()
# The example is made by the program, with the engine that is none.
target_compile_definitions(window_work_test PRIVATE VARAD_PROGRAM="$<TARGET_FILE:varad>"
    VARAD_FAKE_MODULE="$<TARGET_FILE:fake_engine_module>")
add_dependencies(window_work_test varad fake_engine_module varad_translations)

# No test: paints the window for people to look at.
add_executable(window_screenshots screenshots.cpp ${window_fixture})
set_target_properties(window_screenshots PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin/tests)
target_link_libraries(window_screenshots PRIVATE varad::ui Qt6::Test opencv_imgcodecs varad_options)
