// core/engine/nn_errors.h - layer: engine module
#pragma once

#include "core/formats/tensor_file.h"
#include "core/jobs/result.h"
#include "core/nn/backbones/import.h"
#include "core/nn/head/trainer.h"

#include <new>
#include <stdexcept>
#include <system_error>

namespace varad {

/// Carries an Error through code that throws, to the border.
class ErrorException : public std::runtime_error {
public:
    explicit ErrorException(Error error)
        : std::runtime_error(error.message.toStdString()), m_error(std::move(error))
    {
    }
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// The border of the network: runs `work` (which returns a Result) and gives what it throws its kind.
template <class Work>
auto nnGuarded(const QString& message, Work&& work) -> std::invoke_result_t<Work>
{
    const auto text = [&](const std::exception& e) {
        return message + QLatin1Char(' ') + QString::fromUtf8(e.what()).section(QLatin1Char('\n'), 0, 0);
    };
    try {
        return std::forward<Work>(work)();
    } catch (const ErrorException& e) {
        return e.error();
    } catch (const nn::Cancelled&) {
        return Error{ErrorKind::Cancelled, {}, {}, {}};
    } catch (const nn::ImportCancelled&) {
        return Error{ErrorKind::Cancelled, {}, {}, {}};
    } catch (const formats::FormatError& e) {
        return Error{ErrorKind::Damaged, text(e), QString::fromUtf8(e.what()), {}};
    } catch (const std::bad_alloc& e) {
        return Error{ErrorKind::Device, message, QString::fromUtf8(e.what()), {}};
    } catch (const std::system_error& e) {
        const bool full = e.code() == std::errc::no_space_on_device;
        return Error{full ? ErrorKind::NoSpace : ErrorKind::Device, text(e), QString::fromUtf8(e.what()), {}};
    } catch (const std::exception& e) {
        return Error{ErrorKind::Internal, text(e), QString::fromUtf8(e.what()), {}};
    }
}

} // namespace varad
