// The official Go SDK as a client: lists the tools, reads, and deletes twice, once with a no and once with a yes.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// withToken sends the token with each request.
type withToken struct{ token string }

func (t withToken) RoundTrip(request *http.Request) (*http.Response, error) {
	own := request.Clone(request.Context())
	own.Header.Set("Authorization", "Bearer "+t.token)
	return http.DefaultTransport.RoundTrip(own)
}

func fromEnv(name string, into any) {
	if err := json.Unmarshal([]byte(os.Getenv(name)), into); err != nil {
		panic(err)
	}
}

func tell(fact any) {
	line, err := json.Marshal(fact)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(line))
}

// person types what stands in ANSWERS; null is a no.
func person() func(context.Context, *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
	var answers []*string
	fromEnv("ANSWERS", &answers)
	return func(_ context.Context, request *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
		tell(map[string]any{"asked": request.Params.Message})
		next := answers[0]
		answers = answers[1:]
		if next == nil {
			return &mcp.ElicitResult{Action: "decline"}, nil
		}
		var schema struct {
			Properties map[string]any `json:"properties"`
		}
		raw, err := json.Marshal(request.Params.RequestedSchema)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &schema); err != nil {
			return nil, err
		}
		content := map[string]any{}
		for field := range schema.Properties {
			content[field] = *next
		}
		return &mcp.ElicitResult{Action: "accept", Content: content}, nil
	}
}

func main() {
	ctx := context.Background()
	transport := &mcp.StreamableClientTransport{
		Endpoint:   os.Getenv("URL"),
		HTTPClient: &http.Client{Transport: withToken{os.Getenv("TOKEN")}},
	}
	client := mcp.NewClient(&mcp.Implementation{Name: "interop", Version: "1"}, &mcp.ClientOptions{ElicitationHandler: person()})
	session, err := client.Connect(ctx, transport, &mcp.ClientSessionOptions{ProtocolVersion: os.Getenv("ERA")})
	if err != nil {
		panic(err)
	}
	defer session.Close()
	listed, err := session.ListTools(ctx, nil)
	if err != nil {
		panic(err)
	}
	names := []string{}
	for _, tool := range listed.Tools {
		names = append(names, tool.Name)
	}
	tell(map[string]any{"era": session.InitializeResult().ProtocolVersion, "tools": names})
	var calls []struct {
		Name      string         `json:"name"`
		Arguments map[string]any `json:"arguments"`
	}
	fromEnv("CALLS", &calls)
	for _, call := range calls {
		result, err := session.CallTool(ctx, &mcp.CallToolParams{Name: call.Name, Arguments: call.Arguments})
		if err != nil {
			panic(err)
		}
		var said strings.Builder
		for _, part := range result.Content {
			if text, ok := part.(*mcp.TextContent); ok {
				said.WriteString(text.Text)
			}
		}
		tell(map[string]any{"call": call.Name, "isError": result.IsError, "text": said.String()})
	}
}
