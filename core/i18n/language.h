// core/i18n/language.h - layer: varad_core (Qt Core)
//
// The languages that the program speaks. Texts lie as varad_CODE.qm beside the program; what files hold are
// codes, never words, so a change of language changes no result.
#pragma once

#include <QString>
#include <QStringList>

namespace varad {

/// "en" "de" "zh_CN", in the order of a menu.
[[nodiscard]] QStringList languageCodes();
/// The language's own name for itself: "English" "Deutsch" "简体中文".
[[nodiscard]] QString languageName(const QString& code);

/// Replaces the program's texts and those of Qt at run time; windows get QEvent::LanguageChange. Also sets
/// QLocale's default, which numbers and dates follow. Main thread.
/// @param code one of languageCodes(); empty or unknown: the one that suits the system best.
/// @return the code that is in force now.
QString applyLanguage(const QString& code = {});

} // namespace varad
