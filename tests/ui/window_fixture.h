// tests/ui/window_fixture.h - a product of the fake engine, and pictures with the scores a test wants
#pragma once

#include "../core/fake_engine.h"
#include "ui/session/inspection_worker.h"

#include <QTemporaryDir>

#include <memory>
#include <semaphore>

namespace varad::test {

/// Lets a test hold the network in the middle of a picture. Opened when it goes away, so nothing hangs.
class Gate {
public:
    ~Gate() { open(); }
    void close() { m_closed = true; }
    void open()
    {
        m_closed = false;
        m_passes.release(1000);
    }
    void letOneThrough() { m_passes.release(); }
    /// On the network's thread.
    void pass()
    {
        ++m_arrived;
        if (m_closed)
            m_passes.acquire();
    }
    int arrived() const { return m_arrived; }

private:
    std::atomic<bool> m_closed = false;
    std::atomic<int> m_arrived = 0;
    std::counting_semaphore<1'000'000> m_passes{0};
};

/// Folders of one test.
class WindowFixture {
public:
    WindowFixture();

    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Threshold 105, check from 95. Levels below 58 pass, 59 is to check, from 60 on is an alarm.
    QString product(const QString& name = QStringLiteral("button")) const;
    /// A picture that the fake engine scores by its spot. @return its path
    QString picture(const QString& name, int level) const;
    QStringList pictures(const QString& folder, const std::vector<int>& levels) const;
    QString brokenPicture(const QString& name) const;
    ui::InspectionWorker::EngineSource engineSource();

    Gate gate;
    std::shared_ptr<FakeEngine> engine;

private:
    QTemporaryDir m_folder;
};

/// The score that a level gets from product().
double scoreOfLevel(int level);

} // namespace varad::test
