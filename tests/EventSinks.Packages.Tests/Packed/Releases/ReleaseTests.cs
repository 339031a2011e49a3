using System.Reflection.Metadata;
using System.Text;
using EventSinks.Packages.Tests.Packed.Contents;

namespace EventSinks.Packages.Tests.Packed.Releases;

/// <summary>What a release says of its source: where it is, and that anybody gets the same from it.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class ReleaseTests
{
    private const string Library = "lib/net10.0/EventSinks.Abstractions.dll";
    private const string Symbols = "lib/net10.0/EventSinks.Abstractions.pdb";

    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private Checkout _checkout = null!;
    private string _here = "";
    private string _elsewhere = "";

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        _checkout = await Checkout.MakeAsync("here");
        var other = await Checkout.MakeAsync("elsewhere/and/deeper");
        var packages = await Task.WhenAll(_checkout.PackAsync("package"), other.PackAsync("package"));
        (_here, _elsewhere) = (packages[0], packages[1]);
    }

    [Test]
    public void Package_OfACloneWithARemote_NamesRepositoryAndCommit()
    {
        using var package = new PackageFile(_here);
        var repository = package.Element("repository")!;

        Assert.That((string?)repository.Attribute("type"), Is.EqualTo("git"));
        Assert.That((string?)repository.Attribute("url"), Is.EqualTo(Checkout.Remote));
        Assert.That((string?)repository.Attribute("commit"), Is.EqualTo(Checkout.Commit));
    }

    [Test]
    public void Symbols_LinkEveryFileToItsSource()
    {
        using var symbols = new PackageFile(Path.ChangeExtension(_here, ".snupkg"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Read(Symbols)));
        var reader = provider.GetMetadataReader();
        var link = reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
            .Select(reader.GetCustomDebugInformation)
            .Single(information => reader.GetGuid(information.Kind) == SourceLink);

        Assert.That(
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)),
            Is.EqualTo($$$"""{"documents":{"/_/*":"https://raw.githubusercontent.com/example/event-sinks/{{{Checkout.Commit}}}/*"}}"""));
        Assert.That(reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)), Is.All.StartsWith("/_/").And.Not.Empty);
    }

    [Test]
    public void Package_BuiltInAnotherFolder_HasTheSameBytes()
    {
        using var here = new PackageFile(_here);
        using var elsewhere = new PackageFile(_elsewhere);

        Assert.That(elsewhere.Read(Library), Is.EqualTo(here.Read(Library)));
    }

    [Test]
    public async Task Package_OfACloneWithoutARemote_IsPackedAllTheSame()
    {
        await _checkout.LoseRemoteAsync();

        using var package = new PackageFile(await _checkout.PackAsync("without", "--no-build"));
        Assert.That((string?)package.Element("repository")!.Attribute("url"), Is.Null);
        Assert.That((string?)package.Element("repository")!.Attribute("commit"), Is.EqualTo(Checkout.Commit));
    }
}
