namespace EventSinks.Benchmarks.Storing;

/// <summary>A folder for the files of one question.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventsinks-benchmark-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
