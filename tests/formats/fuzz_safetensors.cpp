// tests/formats/fuzz_safetensors.cpp - the name makes every input go to the safetensors reader
#include "tests/formats/fuzz_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return varad::test::readAndCheck(data, size, "x.safetensors");
}
