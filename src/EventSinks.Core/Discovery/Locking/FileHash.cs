using System.Buffers;
using System.Security.Cryptography;

namespace EventSinks.Discovery;

/// <summary>Hashes a file, and writes what it hashes: so that what is hashed is what is written.</summary>
internal static class FileHash
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Hashes a stream.</summary>
    /// <param name="source">What to hash.</param>
    /// <param name="target">Where the same bytes go; null for nowhere.</param>
    /// <param name="path">What the result is called.</param>
    /// <param name="most">How many bytes are read at most; one that has more is of another size than expected, however much more.</param>
    /// <returns>The size and hash of what was read.</returns>
    public static LockedFile Read(Stream source, Stream? target, string path, long most = long.MaxValue)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long size = 0;
            for (var read = source.Read(buffer); read > 0 && size < most; read = source.Read(buffer))
            {
                hash.AppendData(buffer, 0, read);
                target?.Write(buffer, 0, read);
                size += read;
            }

            return new(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
