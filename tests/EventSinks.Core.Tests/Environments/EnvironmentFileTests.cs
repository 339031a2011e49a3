using EventSinks.Yaml;

namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public class EnvironmentFileTests
{
    [Test]
    public async Task TryReadFile_OfAFile_ReadsItUnderItsName()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("prod.yaml", "event_sinks:\n- type: console\n"u8);

        var result = await EnvironmentReader.TryReadFileAsync(path);

        Assert.That((result.Environment!.Sources.Single().File, result.Environment.Sinks.Single().Type), Is.EqualTo((path, "console")));
    }

    [Test]
    public async Task TryReadFile_WhenThereIsNone_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "absent.yaml");

        var result = await EnvironmentReader.TryReadFileAsync(path);

        Assert.That(result.Diagnostics.Single().ToString(), Does.StartWith($"{path}: error ES1110: the file cannot be read: "));
    }

    [Test]
    public async Task TryReadFile_OfAFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();

        var result = await EnvironmentReader.TryReadFileAsync(folder.Path);

        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(EnvironmentDiagnosticCodes.FileUnreadable));
    }

    [TestCase(100_000, true)]
    [TestCase(100_001, false)]
    public async Task TryReadFile_OfALargeFile_HoldsToTheLimit(int size, bool isRead)
    {
        using var folder = new TemporaryFolder();
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)'\n');
        var path = folder.Write("large.yaml", bytes);

        var result = await EnvironmentReader.TryReadFileAsync(path, new YamlLimits { MaxBytes = 100_000 });

        Assert.That(result.IsValid, Is.EqualTo(isRead));
        Assert.That(result.Diagnostics.Select(error => error.Code), Is.EqualTo(isRead ? [] : new[] { YamlDiagnosticCodes.TextTooLong }));
    }

    [Test]
    public void TryReadFile_WhenCancelled_Stops()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("prod.yaml", "{}"u8);

        Assert.That(
            async () => await EnvironmentReader.TryReadFileAsync(path, cancellationToken: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("eventsinks-").FullName;

        public string Write(string name, ReadOnlySpan<byte> bytes)
        {
            var path = System.IO.Path.Combine(Path, name);
            File.WriteAllBytes(path, bytes);
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
