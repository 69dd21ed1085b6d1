// core/report/html_page.h - layer: varad_core (Qt Core, OpenCV)
//
// The frame of our reports: one file that needs no other and no script, light or dark as the reader's system
// is, fit for print.
#pragma once

#include "core/inspection/scale.h"

#include <QByteArray>
#include <QString>

#include <opencv2/core/mat.hpp>

namespace varad {

/// Text from outside as HTML text or attribute: markup and control characters lose their meaning.
[[nodiscard]] QByteArray htmlText(const QString& text);

/// A whole document. @param body is HTML already.
[[nodiscard]] QByteArray htmlPage(const QString& title, const QByteArray& body);

/// "data:image/jpeg;base64,..." of an RGB picture, quality 85.
[[nodiscard]] QByteArray jpegDataUri(const cv::Mat& rgb);

/// Shape, word and colour of a verdict.
[[nodiscard]] QByteArray verdictBadge(Verdict verdict);

/// Colour bar 0-200 with ticks, the threshold's mark and the word "score".
[[nodiscard]] QByteArray heatLegend(double threshold, double outlineAt);

} // namespace varad
