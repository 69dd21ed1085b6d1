// tests/core/fake_engine_module.cpp - FakeEngine as the module that the program loads
#include "fake_engine.h"

extern "C" Q_DECL_EXPORT varad::Engine* varadCreateEngine()
{
    auto* engine = new varad::test::FakeEngine;
    // A training that never ends by itself, for the test that interrupts it.
    if (qEnvironmentVariableIsSet("VARAD_FAKE_ENDLESS"))
        engine->endless = true;
    return engine;
}
