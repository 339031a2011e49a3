using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using EventSinks.Discovery.Support;

namespace EventSinks.Discovery;

[Parallelizable(ParallelScope.All)]
public sealed class PluginReferencesTests
{
    [Test]
    public void Find_WhenAPluginNeedsAHigherSharedAssembly_NamesBothVersions()
    {
        using var folder = new PluginFolder();
        WritePlugin(folder, "Microsoft.Extensions.Options", new Version(99, 0, 0, 0));

        var entry = folder.Find().Find("demanding")!;

        Assert.That(entry.ProblemCode, Is.EqualTo(PluginProblemCodes.SharedAssemblyTooOld));
        Assert.That(entry.Problem, Does.Contain("Microsoft.Extensions.Options 99.0.0.0").And.Contain("this host has 10."));
    }

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(-1)]
    [TestCase(99)]
    public void Find_WhenAPluginWasBuiltForAnotherContract_NamesBothVersions(int contract)
    {
        using var folder = new PluginFolder();
        WritePlugin(folder, "Some.Private.Library", new Version(1, 0, 0, 0), contract);

        var entry = folder.Find().Find("demanding")!;

        Assert.That((entry.ProblemCode, entry.ContractVersion), Is.EqualTo((PluginProblemCodes.WrongContract, contract)));
        Assert.That(entry.Problem, Does.Contain($"for version {contract} of the contract").And.Contain($"supports version {EventSinkContract.Version}"));
    }

    [TestCase("Microsoft.Extensions.Options", 1)]
    [TestCase("Some.Private.Library", 99)]
    public void Find_WhenAPluginNeedsALowerOrAPrivateAssembly_HasNoObjection(string assembly, int version)
    {
        using var folder = new PluginFolder();
        WritePlugin(folder, assembly, new Version(version, 0, 0, 0));

        var entry = folder.Find().Find("demanding")!;

        Assert.That(entry.IsAvailable, Is.True, entry.Problem);
    }

    [Test]
    public void Find_WhenATypeIsNestedInItself_SaysThatTheDllIsDamaged()
    {
        using var folder = new PluginFolder();
        WritePlugin(folder, "Some.Private.Library", new Version(1, 0, 0, 0), change: static metadata =>
        {
            var type = MetadataTokens.TypeDefinitionHandle(2);
            metadata.AddNestedType(type, type);
        });

        var entry = folder.Find().Entries.Single();

        Assert.That(entry.ProblemCode, Is.EqualTo(PluginProblemCodes.NotAnAssembly));
        Assert.That(entry.Problem, Does.Contain("nested"));
    }

    /// <summary>Writes a plug-in that says it needs an assembly; no compiler would, without having that assembly.</summary>
    private static void WritePlugin(PluginFolder folder, string reference, Version version, int contract = EventSinkContract.Version, Action<MetadataBuilder>? change = null)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Demanding"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Demanding").DefineType("Demanding.Factory", TypeAttributes.Public);
        type.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(ExportEventSinkAttribute).GetConstructors().Single(), ["demanding", contract]));
        type.CreateType();

        var metadata = assembly.GenerateMetadata(out var code, out _);
        metadata.AddAssemblyReference(metadata.GetOrAddString(reference), version, default, default, default, default);
        change?.Invoke(metadata);
        var file = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), code).Serialize(file);

        Directory.CreateDirectory(folder["Demanding"]);
        File.WriteAllBytes(folder["Demanding", "Demanding.dll"], file.ToArray());
    }
}
