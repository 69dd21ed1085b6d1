// core/cli/commands.h - layer: command line
//
// One class per word after `varad`. They share command.h; what they mean is in their summary() and --help.
#pragma once

#include "core/cli/command.h"

namespace varad::cli {

class TrainCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

class InspectCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

class EvaluateCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

class BenchmarkCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

class MakeButtonsCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

class BackboneCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

class VersionCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

/// Teaches a product from generated buttons and inspects some: what the first start of the program shows.
class DemoCommand final : public Command {
public:
    QString name() const override;
    QString summary() const override;
    bool hidden() const override { return true; }

protected:
    QString usage() const override;
    void describe(QCommandLineParser& parser) const override;
    int execute(Invocation& invocation) const override;
};

} // namespace varad::cli
