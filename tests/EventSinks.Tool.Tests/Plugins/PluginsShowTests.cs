using System.Text.Json;
using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Tool.Plugins.Inspection;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Plugins;

/// <summary>What <c>plugins show</c> tells of a plug-in without running it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PluginsShowTests
{
    [TestCase("leaves-trace")]
    [TestCase("blocking-initializer")]
    public async Task Show_RunsNothingOfThePlugin(string sinkType)
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "LeavesTrace", "BlockingInitializer");

        var codes = new[]
        {
            await tool.RunAsync("plugins", "list", "--plugins", folder),
            await tool.RunAsync("plugins", "show", sinkType, "--plugins", folder),
            await tool.RunAsync("plugins", "show", sinkType, "--json", "--plugins", folder),
            await tool.RunAsync("plugins", "lock", "--plugins", folder),
        };

        Assert.That(codes, Is.All.EqualTo(ExitCode.AllWell));
        Assert.That(Directory.EnumerateFiles(folder, "*.trace", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Show_WithSchema_LoadsThePluginAndSaysSo()
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "LeavesTrace");

        var code = await tool.RunAsync("plugins", "show", "leaves-trace", "--schema", "--plugins", folder);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Error, Does.Contain("--schema loads the plug-in LeavesTrace and runs its code"));
        Assert.That(Path.Combine(folder, "LeavesTrace", "LeavesTrace.trace"), Does.Exist);
        Assert.That(tool.Json.GetProperty("allOf")[0].GetProperty("$ref").GetString(), Is.EqualTo("#/definitions/sink-leaves-trace"));
        Assert.That(tool.Json.GetProperty("definitions").TryGetProperty("sink-leaves-trace", out _), Is.True);
    }

    [Test]
    public async Task Help_SaysWhatRunsCode()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("plugins", "show", "--help");

        Assert.That(tool.Out, Does.Contain("No code of the plug-in runs, except with --schema").And.Contain("Loads the plug-in and runs its code"));
    }

    [Test]
    public async Task Show_OfEveryKindOfOption_TellsWhatMetadataHas()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("plugins", "show", "every-kind", "--json", "--plugins", TestPlugins.In(tool, "AllOptions"));

        Assert.That(tool.Json.GetProperty("options").EnumerateArray().Select(Line), Is.EqualTo(
        [
            "text: text, required",
            "max_size: a whole number, from 1 to 60, 30 if left out",
            "factor: a number, from 0.5 below 2.5",
            "share: a number, from 0.1 to 0.9",
            "word: text, matching ^[a-z]+$, 2 to 10 characters",
            "level: text, one of low, high, null, \"low\" if left out",
            "token: text, secret",
            "is_loud: true or false",
            "colour: one of red, dark_blue",
            "link: a URL",
            "names: a list, 1 to 3 long",
            "numbers: a map, at most 5 long",
            "other-name: text",
            "room: text, required, a URL, Where it goes.",
            "own: text, DenyNothing",
        ]));
        Assert.That(tool.Out, Does.Not.Contain("a default that is secret"));
    }

    [Test]
    public async Task Show_OfAPositionalRecord_TellsTheDefaultsOfItsConstructor()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("plugins", "show", "positional", "--json", "--plugins", TestPlugins.In(tool, "AllOptions"));

        Assert.That(tool.Json.GetProperty("options").EnumerateArray().Select(Line), Is.EqualTo(
        [
            "place: text, required",
            "count: a whole number, 3 if left out",
            "unit: text, \"items\" if left out",
            "colour: one of red, dark_blue, \"dark_blue\" if left out",
        ]));
    }

    [Test]
    public async Task Show_OfAFactoryThatOnlyCodeKnowsTheOptionsOf_SaysSo()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("plugins", "show", "untyped", "--plugins", TestPlugins.In(tool, "AllOptions"));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Does.Contain("Its options are not known: AllOptions.UntypedFactory does not derive from EventSinkFactory<TOptions>"));
    }

    [Test]
    public async Task Show_OfAnOptionWithoutAKnownDefault_SaysThatItIsNotShown()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("plugins", "show", "every-kind", "--plugins", TestPlugins.In(tool, "AllOptions"));

        Assert.That(tool.OutLines[^1], Is.EqualTo("A default that only the plug-in's code knows is not shown."));
    }

    // What metadata shows is what loading the plug-in shows.
    [TestCase("every-kind")]
    [TestCase("positional")]
    [TestCase("zaqar-queue")]
    [TestCase("console")]
    [TestCase("json-lines")]
    public void Inspect_AgreesWithTheLoadedPlugin(string sinkType)
    {
        using var tool = new ToolRun();
        var catalog = new StackEventsBuilder()
            .AddPluginFolder(TestPlugins.In(tool, "AllOptions")).AddPluginFolder(tool.PluginFolder).UseAmbientCredentials().BuildCatalog();
        var entry = catalog.Find(sinkType)!;

        var inspected = PluginInspector.Inspect(entry).Options!.Select(static each => (each.Key, each.Kind, each.IsRequired, each.IsSecret, each.Description));

        var loaded = new SinkBinder(catalog).DescribeOptions(entry).Select(static each => (each.Key, each.Kind, each.IsRequired, each.IsSecret, each.Description));
        Assert.That(inspected, Is.EqualTo(loaded));
    }

    [Test]
    public async Task Show_OfALockedPlugin_LooksAtTheCopyThatWouldBeLoaded()
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "AllOptions");
        var lockFile = Path.Combine(tool.Folder, "lock.json");
        await tool.RunAsync("plugins", "lock", "--plugins", folder, "--output", lockFile);

        var code = await tool.RunAsync("plugins", "show", "positional", "--plugins", folder, "--plugin-lock", lockFile);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Does.Contain("place").And.Contain(Path.Combine(folder, "AllOptions", "AllOptions.dll")));
    }

    [Test]
    public void Inspect_OfADamagedPlugin_SaysSoAndEnds([Range(1, 150)] int seed)
    {
        using var tool = new ToolRun();
        var dll = Path.Combine(TestPlugins.In(tool, "AllOptions"), "AllOptions", "AllOptions.dll");
        var whole = new SinkCatalogBuilder().AddPluginFolder(Path.Combine(tool.Folder, "test-plugins")).Build().Find("every-kind")!;
        File.WriteAllBytes(dll, Damage(File.ReadAllBytes(dll), seed));

        // With what the catalog found before: the damage came behind its back.
        var inspection = PluginInspector.Inspect(whole);

        Assert.That(inspection.Options is null, Is.EqualTo(inspection.Problem is not null));
        Assert.That(inspection.Problem ?? "", Does.Not.Contain("took longer"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Show_OfAPipeInPlaceOfADll_DoesNotWaitForIt()
    {
        using var tool = new ToolRun();
        var folder = Directory.CreateDirectory(Path.Combine(tool.Folder, "test-plugins", "Pipe")).Parent!.FullName;
        using var make = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, "Pipe", "Pipe.dll")]);
        await make.WaitForExitAsync();

        var code = await tool.RunAsync("plugins", "list", "--plugins", folder);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines, Has.One.Contains("ES3003: Pipe.dll cannot be read as a .NET assembly: the file is empty"));
    }

    [TestCase(CircularKind.Base, "derives from itself")]
    [TestCase(CircularKind.Scope, "nested in itself")]
    [TestCase(CircularKind.Modifier, "made of another specification")]
    [TestCase(CircularKind.Instance, "BadImageFormatException", TestName = "Inspect_OfAGenericTypeThatIsMadeOfItself_IsRefusedByTheReader")]
    public void Inspect_OfATypeWhoseBaseLeadsInACircle_SaysSoAndEnds(CircularKind kind, string expected)
    {
        using var tool = new ToolRun();
        var dll = Path.Combine(TestPlugins.In(tool, "AllOptions"), "AllOptions", "AllOptions.dll");
        var entry = new SinkCatalogBuilder().AddPluginFolder(Path.Combine(tool.Folder, "test-plugins")).Build().Find("every-kind")!;
        File.WriteAllBytes(dll, CircularAssembly.Write("AllOptions", entry.FactoryType!, kind));

        Assert.That(PluginInspector.Inspect(entry).Problem, Does.Contain(expected));
    }

    private static byte[] Damage(byte[] original, int seed)
    {
#pragma warning disable CA5394 // The same damage for the same seed.
        var random = new Random(seed);
        using var image = new System.Reflection.PortableExecutable.PEReader([.. original]);
        var damaged = original[..(seed % 5 == 0 ? random.Next(original.Length) : original.Length)];
        for (var i = 0; i < 1 << (seed % 10); i++)
        {
            var at = image.PEHeaders.MetadataStartOffset + random.Next(seed % 2 == 0 ? 1_000 : image.PEHeaders.MetadataSize);
            if (at < damaged.Length)
            {
                damaged[at] = (byte)random.Next(256);
            }
        }
#pragma warning restore CA5394
        return damaged;
    }

    private static string Line(JsonElement option)
    {
        string?[] parts =
        [
            option.GetProperty("kind").GetString(),
            option.GetProperty("isRequired").GetBoolean() ? "required" : null,
            option.GetProperty("isSecret").GetBoolean() ? "secret" : null,
            .. option.GetProperty("rules").EnumerateArray().Select(static rule => rule.GetString()),
            option.GetProperty("default").GetString() is { } standard ? $"{standard} if left out" : null,
            option.GetProperty("description").GetString(),
        ];
        return $"{option.GetProperty("key").GetString()}: {string.Join(", ", parts.OfType<string>())}";
    }
}
