# cmake -DROOT=... -DLUPDATE=... [-DCHECK=FOLDER] -P update.cmake
# Brings varad_CODE.ts in step with the sources. With CHECK copies in that folder are updated instead, and it is an
# error if any text in them is missing or unfinished.
foreach(code en de zh_CN)
    set(ts ${ROOT}/translations/varad_${code}.ts)
    if(CHECK)
        file(COPY ${ts} DESTINATION ${CHECK})
        set(ts ${CHECK}/varad_${code}.ts)
    endif()
    set(options -locations none -no-obsolete -silent -target-language ${code} -source-language en)
    if(code STREQUAL "en")
        list(APPEND options -pluralonly) # the sources are English; only "%n" needs forms
    endif()
    execute_process(COMMAND ${LUPDATE} ${ROOT}/core ${ROOT}/ui ${ROOT}/app -I ${ROOT} -extensions cpp,h ${options} -ts ${ts}
        RESULT_VARIABLE result)
    if(result)
        message(SEND_ERROR "lupdate failed for ${ts}: ${result}")
    endif()
    if(CHECK)
        file(READ ${ts} text)
        string(REPLACE ";" "," text "${text}") # a list would break at them
        string(REGEX MATCHALL "<source>[^<]*</source>[^/]*<translation type=\"unfinished\"" open "${text}")
        list(LENGTH open count)
        if(count OR text MATCHES "type=\"unfinished\"")
            list(SUBLIST open 0 10 shown)
            string(JOIN "\n  " shown ${shown})
            message(SEND_ERROR "${count} texts are not translated in varad_${code}.ts, among them\n  ${shown}")
        endif()
    endif()
endforeach()
