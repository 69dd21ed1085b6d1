// core/jobs/result.h - layer: varad_core (Qt Core)
#pragma once

#include <QString>

#include <concepts>
#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

namespace varad {

enum class ErrorKind { NotFound, BadInput, Damaged, Unsupported, NoSpace, Device, Cancelled, Internal };

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString message; ///< one translated sentence for the user: what, why, what to do
    QString detail{}; ///< path, SQL, library text: for the log
    QString code{};   ///< stable id that files carry, e.g. "truncated" (the error codes of `varad inspect`); empty: "internal"
};

/// A value or the reason why there is none. Must be looked at.
template <class T>
class [[nodiscard]] Result {
public:
    Result() requires std::same_as<T, std::monostate>
    = default; ///< a Status starts as success
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    bool ok() const { return m_state.index() == 0; }
    const T& value() const& { return std::get<0>(m_state); }
    T& value() & { return std::get<0>(m_state); }
    T&& value() && { return std::get<0>(std::move(m_state)); }
    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};
using Status = Result<std::monostate>;

/// The border between throwing and returning code: runs `work` (which returns a Result) and turns what it
/// throws into an Error of kind Internal.
template <class Work>
auto guarded(const QString& message, Work&& work) -> std::invoke_result_t<Work>
{
    try {
        return std::forward<Work>(work)();
    } catch (const std::exception& e) {
        return Error{ErrorKind::Internal, message, QString::fromUtf8(e.what())};
    }
}

} // namespace varad
