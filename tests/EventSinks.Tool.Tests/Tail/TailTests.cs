using System.Net;
using EventSinks.Tool.Support;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Tool.Tail;

[TestFixture]
public sealed class TailTests
{
    private static readonly string[] Arguments = ["tail", "q", "--endpoint", "http://zaqar:8888", "--project", "p", "--interval", "0.001"];

    [Test]
    public async Task Tail_FromStart_GivesEachBodyOnce_OverManyPages()
    {
        using var tool = NewTool();
        tool.Http = Zaqar(45);

        var code = await tool.RunAsync([.. Arguments, "--from-start", "--count", "45"]);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines, Is.EqualTo(Enumerable.Range(0, 45).Select(static n => $$"""{"n":{{n}}.0}""")));
    }

    [Test]
    public async Task Tail_OfAQueueWithOneMessage_GivesItOnce()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(1);
        zaqar.OnRequest = number =>
        {
            if (number == 5)
            {
                zaqar.Post("{\"n\": 1.0}");
            }
        };
        tool.Http = zaqar;

        await tool.RunAsync([.. Arguments, "--from-start", "--count", "2"]);

        Assert.That(tool.OutLines, Is.EqualTo(["""{"n":0.0}""", """{"n":1.0}"""]));
    }

    [Test]
    public async Task Tail_SkipsWhatIsThereAlready()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(41);
        zaqar.OnRequest = number =>
        {
            if (number == 6)
            {
                zaqar.Post("\"new\"");
            }
        };
        tool.Http = zaqar;

        await tool.RunAsync([.. Arguments, "--count", "1"]);

        Assert.That(tool.OutLines, Is.EqualTo(["\"new\""]));
    }

    [Test]
    public async Task Tail_WhileZaqarIsAway_SaysEachReasonOnce_AndGoesOn()
    {
        using var tool = NewTool(new HastyTimeProvider());
        var zaqar = Zaqar(1);
        zaqar.FailWith(HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway);
        tool.Http = zaqar;

        await tool.RunAsync([.. Arguments, "--from-start", "--count", "1"]);

        Assert.That(tool.OutLines, Has.Length.EqualTo(1));
        Assert.That(
            tool.ErrorLines,
            Is.EqualTo(
            [
                "eventsinks: the queue cannot be read: HTTP 503 Sorry: Out of order.; trying again",
                "eventsinks: the queue cannot be read: HTTP 502 Sorry: Out of order.; trying again",
                "eventsinks: the queue can be read again",
            ]));
    }

    [Test]
    public async Task Tail_WhenZaqarRefuses_EndsWithItsWords()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(1);
        zaqar.FailWith(HttpStatusCode.Unauthorized);
        tool.Http = zaqar;

        var code = await tool.RunAsync(Arguments);

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.ErrorLines, Is.EqualTo(["eventsinks: Zaqar refuses: HTTP 401 Sorry: Out of order."]));
    }

    [Test]
    public async Task Tail_AtCtrlC_EndsWith0()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(0);
        zaqar.OnRequest = number =>
        {
            if (number == 3)
            {
                tool.Interrupts.Interrupt();
            }
        };
        tool.Http = zaqar;

        Assert.That(await tool.RunAsync(Arguments), Is.EqualTo(ExitCode.AllWell));
    }

    [Test]
    public async Task Tail_AsksAsAUsersProgramWould()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(1);
        tool.Http = zaqar;
        tool.Variables["OS_ENDPOINT"] = "http://zaqar:8888/v2/";
        tool.Variables["OS_PROJECT_ID"] = "mine";

        await tool.RunAsync("tail", "my.queue", "--from-start", "--count", "1");

        Assert.That(zaqar.Requests[0].Url.AbsoluteUri, Is.EqualTo("http://zaqar:8888/v2/queues/my.queue/messages?limit=20&echo=true&include_delayed=true"));
        Assert.That(zaqar.Requests[0].Headers, Does.Contain("X-Project-Id: mine").And.Some.StartsWith("Client-ID: "));
    }

    [Test]
    public async Task Tail_WithAToken_SendsIt()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(1);
        tool.Http = zaqar;
        tool.Variables["OS_AUTH_TYPE"] = "token";
        tool.Variables["OS_TOKEN"] = "t0ken";

        var code = await tool.RunAsync("tail", "q", "--from-start", "--count", "1", "--endpoint", "http://zaqar:8888");

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.AllWell, "")));
        Assert.That(zaqar.Requests[0].Headers, Does.Contain("X-Auth-Token: t0ken"));
    }

    [Test]
    public async Task Tail_OfACloudThatIsNotThere_SaysSo()
    {
        using var tool = NewTool();
        tool.Variables["HOME"] = tool.Folder;
        tool.Http = Zaqar(1);

        var code = await tool.RunAsync("tail", "q", "--cloud", "nope");

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Error, Does.Contain("Cloud nope was not found."));
    }

    [Test]
    public async Task Tail_OfACloudOfAFile_ReadsThere()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(1);
        tool.Http = zaqar;
        var file = Path.Combine(tool.Folder, "clouds.yaml");
        await File.WriteAllTextAsync(file, "clouds: {near: {auth_type: none, messaging_endpoint_override: 'http://near:1', auth: {project_id: p9}}}");
        tool.Variables["OS_CLIENT_CONFIG_FILE"] = file;
        tool.Variables.Remove("OS_AUTH_TYPE");

        var code = await tool.RunAsync("tail", "q", "--from-start", "--count", "1", "--cloud", "near");

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.AllWell, "")));
        Assert.That(zaqar.Requests[0].Url.Authority, Is.EqualTo("near:1"));
        Assert.That(zaqar.Requests[0].Headers, Does.Contain("X-Project-Id: p9"));
    }

    [TestCase("near")]
    [TestCase(null)]
    public async Task Tail_OfACloudOfAFile_WithAnEndpoint_ReadsThere_AndStaysWithTheCloud(string? named)
    {
        using var tool = NewTool();
        var zaqar = Zaqar(1);
        tool.Http = zaqar;
        tool.Variables["OS_CLIENT_CONFIG_FILE"] = tool.Write(
            "clouds.yaml", "clouds: {near: {auth_type: none, messaging_endpoint_override: 'http://near:1', auth: {project_id: p9}}}"u8.ToArray());
        tool.Variables["OS_CLOUD"] = named ?? "";
        tool.Variables.Remove("OS_AUTH_TYPE");

        var code = await tool.RunAsync("tail", "q", "--from-start", "--count", "1", "--endpoint", "http://far:2");

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.AllWell, "")));
        Assert.That(zaqar.Requests[0].Url.Authority, Is.EqualTo("far:2"));
        Assert.That(zaqar.Requests[0].Headers, Does.Contain("X-Project-Id: p9"));
    }

    [TestCase("OS_TOKEN", "t0ken")]
    [TestCase("OS_AUTH_TYPE", "None")]
    [TestCase("OS_AUTH_TYPE", "admin_token")]
    [TestCase("OS_ENDPOINT", "no URL")]
    public async Task Tail_OfVariablesThatNeedAnEndpoint_TakesTheOptions(string name, string value)
    {
        using var tool = NewTool();
        var zaqar = Zaqar(1);
        tool.Http = zaqar;
        tool.Variables["OS_TOKEN"] = "t0ken";
        tool.Variables.Remove("OS_AUTH_TYPE");
        tool.Variables[name] = value;

        var code = await tool.RunAsync([.. Arguments, "--from-start", "--count", "1"]);

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.AllWell, "")));
        Assert.That(zaqar.Requests[0].Url.Authority, Is.EqualTo("zaqar:8888"));
    }

    [TestCase(null, "p", "OS_ENDPOINT")]
    [TestCase("zaqar:8888", "p", "https://zaqar.example.com:8888")]
    [TestCase("http://zaqar", null, "OS_PROJECT_ID")]
    public async Task Tail_WithoutAPlaceToLook_SaysWhatIsMissing(string? endpoint, string? project, string words)
    {
        using var tool = NewTool();
        tool.Http = Zaqar(1);
        tool.Variables["OS_ENDPOINT"] = endpoint ?? "";
        tool.Variables["OS_PROJECT_ID"] = project ?? "";

        var code = await tool.RunAsync("tail", "q");

        Assert.That((code, tool.Error.Contains(words)), Is.EqualTo((ExitCode.WrongInput, true)));
    }

    [Test]
    public async Task Tail_Claiming_TakesWhatItShowsOutOfTheQueue()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(15);
        tool.Http = zaqar;

        var code = await tool.RunAsync([.. Arguments, "--claim", "--count", "12"]);

        Assert.That((code, tool.OutLines.Length), Is.EqualTo((ExitCode.AllWell, 12)));
        Assert.That(zaqar.Ids, Is.EqualTo(["m12", "m13", "m14"]));
        Assert.That(zaqar.Requests[^1].Url.AbsolutePath, Does.StartWith("/v2/queues/q/claims/"), "the rest is given back");
    }

    [Test]
    public async Task Tail_Claiming_AtCtrlC_HasDeletedWhatItHasShown()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(5);
        zaqar.OnRequest = number =>
        {
            // The first deletion.
            if (number == 2)
            {
                tool.Interrupts.Interrupt();
            }
        };
        tool.Http = zaqar;

        var code = await tool.RunAsync([.. Arguments, "--claim"]);

        Assert.That((code, tool.OutLines.Length, zaqar.Ids.Length), Is.EqualTo((ExitCode.AllWell, 1, 4)));
    }

    [Test]
    public async Task Tail_AsALog_ShowsEventsAsHeatsClientDoes_AndOtherBodiesAsJson()
    {
        using var tool = NewTool();
        var zaqar = Zaqar(0);
        zaqar.Post(
            """{"timestamp": "2026-11-22T08:21:17.674393", "version": "0.1", "type": "os.heat.event", "id": "542407af-eb57-4758-aa95-f5dc67f67dcd", "payload": {"resource_name": "server", "physical_resource_id": null, "stack_id": "s", "resource_action": "CREATE", "resource_status": "COMPLETE", "resource_status_reason": "state changed", "resource_type": "OS::Nova::Server", "resource_properties": {}, "version": "0.1"}}""",
            "[1, 2]");
        tool.Http = zaqar;

        await tool.RunAsync([.. Arguments, "--from-start", "--count", "2", "--format", "log"]);

        Assert.That(tool.OutLines, Is.EqualTo(["2026-11-22 08:21:17 [server]: CREATE_COMPLETE  state changed", "[1,2]"]));
    }

    // Of a Zaqar without authentication.
    private static ToolRun NewTool(TimeProvider? clock = null)
    {
        var tool = new ToolRun { Clock = clock ?? TimeProvider.System };
        tool.Variables["OS_AUTH_TYPE"] = "none";
        return tool;
    }

    private static FakeZaqar Zaqar(int messages)
    {
        var zaqar = new FakeZaqar();
        zaqar.Post([.. Enumerable.Range(0, messages).Select(static n => $$"""{"n": {{n}}.0}""")]);
        return zaqar;
    }
}
