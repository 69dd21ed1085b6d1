// app/picture_decoder.cpp - varad-picture-decoder: decodes pictures for the programs, without their rights
//
// Started by core/imaging/decoder_process.cpp with a socket as descriptor 3; of no use on its own.
// Exit codes: 0 the program hung up; 1 it said something else than agreed; 3 the rights could not be given
// up.
#include "core/imaging/decoder_sandbox.h"
#include "core/imaging/decoder_service.h"

#include <opencv2/core/utility.hpp>

int main()
{
    cv::setNumThreads(1); // threads are among the rights
    varad::imaging::giveUpRights();
    return varad::imaging::serveDecoding(varad::imaging::decodeTask);
}
