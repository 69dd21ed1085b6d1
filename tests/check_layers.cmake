# Run by CTest as `layers`: cmake -DROOT=... -P check_layers.cmake. Linking cannot enforce the dependency rule,
# since distributions put the ATen and c10 headers on the default include path; this reads the includes.
function(forbid pattern)
    list(TRANSFORM ARGN PREPEND ${ROOT}/ OUTPUT_VARIABLE globs)
    file(GLOB_RECURSE files ${globs})
    foreach(file IN LISTS files)
        file(STRINGS ${file} hits REGEX "^ *# *include.*[<\"](${pattern})")
        if(hits)
            message(SEND_ERROR "${file} reaches above its layer: ${hits}")
        endif()
    endforeach()
endfunction()

set(torch "torch/|ATen/|c10/|caffe2/")
set(qt "Q[A-Z]|Qt[A-Z]")
set(core_areas core/jobs core/imaging core/data core/evaluation core/synthesis core/products core/inspection core/report)
set(core_files "")
foreach(area IN LISTS core_areas)
    list(APPEND core_files ${area}/*.h ${area}/*.cpp)
endforeach()

forbid("${torch}|${qt}|opencv|yaml-cpp|core/(nn|jobs|imaging|data|evaluation|synthesis|products|inspection|report|engine|cli)/|ui/|app/"
    core/formats/*.h core/formats/*.cpp)
forbid("${qt}|opencv|yaml-cpp|core/(jobs|imaging|data|evaluation|synthesis|products|inspection|report|engine|cli)/|ui/|app/"
    core/nn/*.h core/nn/*.cpp core/nn/*.cu)
forbid("${torch}|core/(nn|engine|cli)/|ui/|app/" ${core_files})
forbid("core/cli/|ui/|app/" core/engine/*.h core/engine/*.cpp)
forbid("${torch}|core/(nn|engine)/|ui/|app/" core/cli/*.h core/cli/*.cpp)
# A window shows results: it measures nothing and reads no data set.
forbid("${torch}|core/(nn|formats|engine|cli|evaluation)/|app/" ui/*.h ui/*.cpp)
# Inside the windows: colours, then views, then what is open, then the window that joins them.
forbid("ui/(viewer|list|session|window)/" ui/theme/*.h ui/theme/*.cpp)
forbid("ui/(list|session|window)/" ui/viewer/*.h ui/viewer/*.cpp)
forbid("ui/window/" ui/list/*.h ui/list/*.cpp ui/session/*.h ui/session/*.cpp)
forbid("${torch}|core/(nn|engine)/" app/*.h app/*.cpp)
