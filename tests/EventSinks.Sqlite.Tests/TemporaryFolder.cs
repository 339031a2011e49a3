using System.Security.Cryptography;
using EventSinks.Support;

namespace EventSinks.Sqlite;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventsinks-sqlite-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Puts a file there as an earlier version of the store has left it.</summary>
    public void CopyOfVersion(int version, string name) =>
        File.Copy(System.IO.Path.Combine(RepositoryFile.Root, $"tests/EventSinks.Sqlite.Tests/Data/version-{version}.db"), Path(name));

    /// <summary>Reads what lies there, byte by byte.</summary>
    public IReadOnlyDictionary<string, string> Contents() => _folder.EnumerateFiles().ToDictionary(
        static file => file.Name, static file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))), StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
