// core/formats/file_descriptor.h - layer: formats (std, POSIX; internal)
#pragma once

#include <unistd.h>

namespace varad::formats {

/// Owns one open file, closes it. Negative: none.
class FileDescriptor {
public:
    explicit FileDescriptor(int descriptor) : m_descriptor(descriptor) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    int get() const { return m_descriptor; }
    /// Closes now and tells whether that worked: a writer has to know. errno says why not.
    bool close()
    {
        const int descriptor = m_descriptor;
        m_descriptor = -1;
        return ::close(descriptor) == 0;
    }

private:
    int m_descriptor;
};

} // namespace varad::formats
