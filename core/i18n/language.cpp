// core/i18n/language.cpp - layer: varad_core
#include "core/i18n/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <memory>
#include <vector>

namespace varad {
namespace {

const QString source = QStringLiteral("en"); // the language of the source code

QString folder()
{
    const QDir program(QCoreApplication::applicationDirPath());
    for (const char* place : {"translations", "../translations", "../share/varad-inspector/translations"})
        if (QFileInfo::exists(program.filePath(QLatin1String(place))))
            return program.filePath(QLatin1String(place));
    return {};
}

QString systemLanguage()
{
    for (const QString& wanted : QLocale::system().uiLanguages())
        for (const QString& code : languageCodes())
            if (QLocale(wanted).language() == QLocale(code).language())
                return code;
    return source;
}

std::vector<std::unique_ptr<QTranslator>>& installed()
{
    static std::vector<std::unique_ptr<QTranslator>> translators;
    return translators;
}

void install(const QString& file, const QString& where)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(file, where))
        return;
    QCoreApplication::installTranslator(translator.get());
    installed().push_back(std::move(translator));
}

} // namespace

QStringList languageCodes() { return {source, QStringLiteral("de"), QStringLiteral("zh_CN")}; }

QString languageName(const QString& code)
{
    // "简体中文" rather than the locale's own "中文": both scripts exist.
    if (code == QLatin1String("zh_CN"))
        return QString::fromUtf8("\u7b80\u4f53\u4e2d\u6587");
    const QString name = QLocale(code).nativeLanguageName();
    return code == source ? QStringLiteral("English") : name;
}

QString applyLanguage(const QString& code)
{
    const QString chosen = languageCodes().contains(code) ? code : systemLanguage();
    installed().clear(); // a translator that goes away is uninstalled
    QLocale::setDefault(code.isEmpty() ? QLocale::system() : QLocale(chosen));
    install(QStringLiteral("qtbase_") + chosen, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("varad_") + chosen, folder());
    return chosen;
}

} // namespace varad
